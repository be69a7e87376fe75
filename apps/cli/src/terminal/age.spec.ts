import { ageText, durationText } from "./age";

test.each([
  [0, "now"],
  [60, "1 min"],
  [7_199, "1 h"],
  [86_400, "1 d"],
  [40_000_000, "462 d"],
])("%d seconds are an age of %s", (seconds, text) => {
  expect(ageText(seconds)).toBe(text);
});

test.each([
  [850, "850 ms"],
  [12_340, "12.3 s"],
  [245_900, "4:05 min"],
])("%d milliseconds take %s", (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});
