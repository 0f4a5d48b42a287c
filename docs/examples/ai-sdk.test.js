import assert from "node:assert/strict";
import test from "node:test";
import { openai } from "@ai-sdk/openai";
import { ToolLoopAgent, tool } from "ai";
import { z } from "zod";

const get_weather = tool({
  description: "Tell the weather in a city.",
  inputSchema: z.object({ city: z.string() }),
  execute: async ({ city }) => (city === "Paris" ? "18 °C" : "unknown"),
});
const agent = new ToolLoopAgent({ model: openai("gpt-5"), tools: { get_weather } });

test("weather", async () => {
  const { text } = await agent.generate({ prompt: "How is the weather in Paris?" });

  assert.equal(text, "18 °C in Paris.");
});

test("weather, streamed", async () => {
  const { textStream } = await agent.stream({ prompt: "How is the weather in Paris?" });
  let text = "";
  for await (const piece of textStream) text += piece;

  assert.equal(text, "18 °C in Paris.");
});
