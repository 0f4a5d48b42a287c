"""What an author reads when a call is not answered."""

from mockserver.session.diagnosis.diagnosis import Condition, Diagnosis, Difference, Near, Subject, Suggestion
from mockserver.session.diagnosis.gave_up import diagnose_error, diagnose_expectation, diagnose_objects
from mockserver.session.diagnosis.miss import diagnose_miss
from mockserver.session.diagnosis.prospects import Prospects
from mockserver.session.diagnosis.written import diagnosis_json, written

__all__ = [
    "Condition",
    "Diagnosis",
    "Difference",
    "Near",
    "Prospects",
    "Subject",
    "Suggestion",
    "diagnose_error",
    "diagnose_expectation",
    "diagnose_miss",
    "diagnose_objects",
    "diagnosis_json",
    "written",
]
