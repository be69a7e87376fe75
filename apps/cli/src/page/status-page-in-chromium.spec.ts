import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { Chromium, describeWithChromium } from "../fixtures/chromium";
import { failedRow, neverRow, shownRun, statusRow } from "../fixtures/status-row";
import { statusPage } from "./status-page";

// A browser on a busy machine takes its time.
jest.setTimeout(60_000);

const ROWS = [
  statusRow(),
  statusRow({ cell: "dev_global/research", commitsBehind: 0 }),
  failedRow({ cell: "dev_eu-central-1/research" }),
  neverRow({ cell: "dev_us-east-1/risk" }),
  statusRow({
    cell: "qa_us-east-1/risk",
    last: shownRun({ result: "interrupted", failedStep: "apply" }),
    commitsBehind: null,
  }),
  statusRow({ cell: "qa_global/gone", isInData: false, ageSeconds: 40_000_000 }),
];
const SHOWN = `[...document.querySelectorAll("tbody tr")].filter((row) => row.offsetParent !== null).length`;
const COUNT = `document.querySelector("output").textContent`;
const IS_FILTER_SHOWN = `document.querySelector("form").offsetParent !== null`;

/** Contrast of the text with what it stands on, the lowest of the page, as WCAG computes it. */
const LOWEST_CONTRAST = `(() => {
  const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => numbers(color).slice(0, 3).map((one) => one / 255)
    .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
  const paper = (element) => {
    const color = getComputedStyle(element).backgroundColor;
    return numbers(color)[3] === 0 ? paper(element.parentElement) : color;
  };
  const contrast = (element) => {
    const [one, other] = [getComputedStyle(element).color, paper(element)].map(light).sort((a, b) => b - a);
    return (one + 0.05) / (other + 0.05);
  };
  const texts = [...document.querySelectorAll("h1, p, label, output, caption, th, td, span, code, time")];
  return Math.min(...texts.map(contrast));
})()`;

describeWithChromium("the page of tagform status", () => {
  let browser: Chromium;
  let folder: string;
  let url: string;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "tagform-page-"));
    const file = path.join(folder, "status.html");
    writeFileSync(file, statusPage(ROWS, new Date("2026-11-21T10:00:00Z")));
    url = pathToFileURL(file).href;
    browser = await Chromium.start();
    await browser.resize(1200, 520);
  });
  afterAll(async () => {
    await browser.stop();
    rmSync(folder, { recursive: true });
  });

  test("shows every row, and no filter, where scripts are switched off", async () => {
    await browser.open(url, { scripts: false });
    expect(await browser.evaluate(SHOWN)).toBe(ROWS.length);
    expect(await browser.evaluate(IS_FILTER_SHOWN)).toBe(false);
  });

  test("filters by words as they are typed, says how many are left, and keeps that in its address", async () => {
    await browser.open(url);
    expect(await browser.evaluate(COUNT)).toBe("6 of 6 cells");
    await browser.evaluate(`document.querySelector("#text").focus()`);
    await browser.type("Research dev_");
    expect(await browser.evaluate(SHOWN)).toBe(3);
    expect(await browser.evaluate(COUNT)).toBe("3 of 6 cells");
    expect(await browser.evaluate("location.hash")).toBe("#text=Research+dev_");
  });

  test("shows only failed cells when it is asked for, also by its address", async () => {
    await browser.open(url);
    await browser.evaluate(`document.querySelector("#failed").click()`);
    expect(await browser.evaluate(SHOWN)).toBe(2);
    await browser.open(`${url}#failed=&text=qa_`);
    expect(await browser.evaluate(SHOWN)).toBe(1);
    expect(await browser.evaluate(IS_FILTER_SHOWN)).toBe(true);
  });

  test("runs no script but its own", async () => {
    await browser.open(url);
    await browser.evaluate(
      `document.body.append(Object.assign(document.createElement("script"), { text: "x = 1" }))`,
    );
    expect(await browser.evaluate("typeof x")).toBe("undefined");
  });

  test("tells a screen reader what its parts are", async () => {
    await browser.open(url);
    expect(await browser.accessibleNames("heading")).toEqual(["What is deployed"]);
    expect(await browser.accessibleNames("table")).toEqual(["Cells: environment, scope and team"]);
    expect(await browser.accessibleNames("rowheader")).toEqual(ROWS.map(({ cell }) => cell));
    expect(await browser.accessibleNames("columnheader")).toContain("Commits behind");
    expect(await browser.accessibleNames("searchbox")).toEqual(["Filter"]);
    expect(await browser.accessibleNames("checkbox")).toEqual(["Only cells whose last run failed"]);
    expect(await browser.accessibleNames("search")).toEqual(["Filter cells"]);
  });

  test.each(["light", "dark"] as const)("has readable colors where %s is preferred", async (scheme) => {
    await browser.prefer(scheme);
    await browser.open(url);
    expect(await browser.evaluate<number>(LOWEST_CONTRAST)).toBeGreaterThanOrEqual(4.5);
    const paper = await browser.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    expect(paper).toBe(scheme === "light" ? "rgb(255, 255, 255)" : "rgb(13, 17, 23)");
    keep(`status-${scheme}.png`, await browser.screenshot());
  });

  test("scrolls its table, and not itself, on a narrow screen", async () => {
    await browser.resize(400, 800);
    await browser.open(url);
    const { scrolls, fits } = await browser.evaluate<{ scrolls: boolean; fits: boolean }>(`(() => {
      const box = document.querySelector(".scroll");
      const page = document.documentElement;
      return { scrolls: box.scrollWidth > box.clientWidth, fits: page.scrollWidth <= page.clientWidth };
    })()`);
    expect({ scrolls, fits }).toEqual({ scrolls: true, fits: true });
    keep("status-narrow.png", await browser.screenshot());
  });
});

/** For people to look at; not compared, because fonts differ between machines. */
function keep(name: string, image: Buffer): void {
  const shots = path.resolve(__dirname, "../../../../.tagform/screenshots");
  mkdirSync(shots, { recursive: true });
  writeFileSync(path.join(shots, name), image);
}
