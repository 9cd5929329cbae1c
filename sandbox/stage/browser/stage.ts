/** The stage: moves the shop's clock, ticks the story's steps, and shows one pane at a time on narrow screens. */

interface Words {
  readonly moving: string;
  readonly failed: string;
  readonly language: string;
}

const HOUR_MS = 3_600_000;
const LOOK_EVERY_MS = 1_500;
const SHOP_ZONE = "Europe/Rome";
const MORNING_HOUR = 9;

const words: Words = JSON.parse(document.getElementById("stage-words")?.textContent ?? "{}");
const said = document.getElementById("said");
let now = new Date();

function say(text: string): void {
  if (said) said.textContent = text;
}

/** Milliseconds until the next half past nine in the shop. */
function untilMorning(): number {
  const hourOf = new Intl.DateTimeFormat("en-GB", { timeZone: SHOP_ZONE, hour: "2-digit", hourCycle: "h23" });
  const start = new Date(Math.ceil(now.getTime() / HOUR_MS) * HOUR_MS);
  let time = start;
  while (Number(hourOf.format(time)) !== MORNING_HOUR) time = new Date(time.getTime() + HOUR_MS);
  return time.getTime() + HOUR_MS / 2 - now.getTime();
}

async function move(how: string): Promise<void> {
  const advanceMs = how === "morning" ? untilMorning() : Number(how) * HOUR_MS;
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("[data-move]")];
  for (const button of buttons) button.disabled = true;
  say(words.moving);
  try {
    const answer = await fetch("/control/clock", { method: "POST", body: JSON.stringify({ advanceMs }) });
    const moved: { swept?: boolean } = await answer.json();
    say(moved.swept ? "" : words.failed);
  } catch {
    say(words.failed);
  } finally {
    for (const button of buttons) button.disabled = false;
  }
  await look();
}

async function look(): Promise<void> {
  const answer = await fetch("/progress");
  const progress: { now: string; steps: boolean[] } = await answer.json();
  now = new Date(progress.now);
  const shown = document.getElementById("now");
  if (shown) {
    shown.textContent = new Intl.DateTimeFormat(words.language, {
      timeZone: SHOP_ZONE,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
    }).format(now);
  }
  for (const [index, step] of [...document.querySelectorAll("#steps li")].entries())
    step.classList.toggle("seen", progress.steps[index] === true);
}

function showTab(id: string): void {
  document.body.dataset.tab = id;
  for (const tab of document.querySelectorAll<HTMLButtonElement>("[data-tab]"))
    tab.setAttribute("aria-selected", String(tab.dataset.tab === id));
}

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  if (button?.dataset.move) void move(button.dataset.move);
  if (button?.dataset.tab) showTab(button.dataset.tab);
});
showTab("store");
void look();
setInterval(() => {
  if (!document.hidden) void look().catch(() => undefined);
}, LOOK_EVERY_MS);
