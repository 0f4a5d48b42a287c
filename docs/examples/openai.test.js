import assert from "node:assert/strict";
import test from "node:test";
import OpenAI from "openai";

const client = new OpenAI();
const functions = { get_weather: ({ city }) => (city === "Paris" ? "18 °C" : "unknown") };
const tools = [
  {
    type: "function",
    name: "get_weather",
    description: "Tell the weather in a city.",
    parameters: {
      type: "object",
      properties: { city: { type: "string" } },
      required: ["city"],
      additionalProperties: false,
    },
    strict: true,
  },
];

const whole = (body) => client.responses.create(body);
const streamed = (body) => client.responses.stream(body).finalResponse();

async function ask(question, create) {
  const input = [{ role: "user", content: question }];
  for (;;) {
    const response = await create({ model: "gpt-5", input, tools });
    const calls = response.output.filter((item) => item.type === "function_call");
    if (calls.length === 0) return response.output_text;
    const outputs = calls.map(({ call_id, name, arguments: text }) => ({
      type: "function_call_output",
      call_id,
      output: functions[name](JSON.parse(text)),
    }));
    input.push(...response.output, ...outputs);
  }
}

test("weather", async () => {
  assert.equal(await ask("How is the weather in Paris?", whole), "18 °C in Paris.");
});

test("weather, streamed", async () => {
  assert.equal(await ask("How is the weather in Paris?", streamed), "18 °C in Paris.");
});
