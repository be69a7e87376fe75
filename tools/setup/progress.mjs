export const say = (text) => console.log(`set-up: ${text}`);

/** Since when, as `1.2 s`. */
export function stopwatch() {
  const started = Date.now();
  return () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
}
