"""Ids: unique by what they are made of, and readable back."""

from mockserver.protocol.ids import BASE_LENGTH, Bases, Ids, base_of

BASE = Bases(0, "default").base("", b"digest", 0)


def test_a_base_is_the_same_in_every_process() -> None:
    assert "d03b72043b31f9be793f7ea840156922159bd59334589c" == BASE


def test_whatever_makes_a_reply_unique_changes_its_base() -> None:
    origins = [Bases(seed, session) for seed in (0, 1) for session in ("default", "other")]
    replies = [(parent, digest, hit) for parent in ("", BASE) for digest in (b"a", b"b") for hit in (0, 1)]

    assert 32 == len({origin.base(*reply) for origin in origins for reply in replies})


def test_an_id_names_kind_reply_and_place() -> None:
    ids = Ids("f" * BASE_LENGTH)

    assert "msg_" + "f" * BASE_LENGTH + "0a" == ids.of("msg", 10)
    assert "resp_" + "f" * BASE_LENGTH + "00" == ids.response


def test_the_base_is_read_back_from_any_id() -> None:
    assert {BASE} == {base_of(Ids(BASE).of(kind, index)) for kind in ("resp", "msg", "call") for index in (0, 255, 256)}


def test_a_foreign_id_has_no_base_of_ours() -> None:
    assert "123" == base_of("call_123")
