import assert from "node:assert/strict";
import test from "node:test";
import { Agent, run, tool } from "@openai/agents";
import { z } from "zod";

const getWeather = tool({
  name: "get_weather",
  description: "Tell the weather in a city.",
  parameters: z.object({ city: z.string() }),
  execute: async ({ city }) => (city === "Paris" ? "18 °C" : "unknown"),
});
const agent = new Agent({ name: "weather", model: "gpt-5", tools: [getWeather] });

test("weather", async () => {
  const result = await run(agent, "How is the weather in Paris?");

  assert.equal(result.finalOutput, "18 °C in Paris.");
});

test("weather, streamed", async () => {
  const result = await run(agent, "How is the weather in Paris?", { stream: true });
  let text = "";
  for await (const piece of result.toTextStream()) text += piece;

  assert.equal(text, "18 °C in Paris.");
});
