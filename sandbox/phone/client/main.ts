import type { ButtonView, ChatView, MessageView, PhoneView } from "../view.ts";
import { buzz, showBanner, showToast } from "./banner.ts";
import { ChatScreen } from "./chat-screen.ts";
import { element } from "./element.ts";
import { listScreen } from "./list-screen.ts";
import { phoneOf } from "./phone-api.ts";
import { type Choice, openSheet } from "./sheet.ts";
import { themeChoice } from "./theme.ts";
import { timeOf } from "./times.ts";
import { wordsIn } from "./words.ts";

const DEFAULT_NUMBER = "+393331234567";

const query = new URLSearchParams(location.search);
const number = query.get("number")?.replace(/^ /, "+") || DEFAULT_NUMBER;
const api = phoneOf(number);

const root = document.querySelector("#phone") ?? document.body;
const clock = element("time");
const signal = element("span", { class: "signal", "aria-hidden": "true" }, "▂▄▆ 5G ▮");
const stage = element("div", { class: "glass" });
const device = element("div", { class: "device" }, element("div", { class: "status" }, clock, signal), stage);
root.append(device);

let view: PhoneView | undefined;
let screen: { readonly phoneNumberId: string; readonly chat: ChatScreen } | undefined;
/** Wamids that were here before: what is not among them buzzes. */
let known: Set<string> | undefined;

const words = () => wordsIn(view?.person.language ?? "en");
const language = () => view?.person.language ?? "en";
const time = (iso: string) => timeOf(iso, language());

function attempt(work: Promise<unknown>): void {
  work.then(refresh).catch(() => showToast(device, words().failed));
}

function tap(message: MessageView, button: ButtonView): void {
  if (button.kind === "call") showToast(device, `${words().calling} ${button.phone ?? ""}`);
  if (button.kind === "copy") {
    void navigator.clipboard?.writeText(button.code ?? "").catch(() => undefined);
    showToast(device, `${words().copied}: ${button.code ?? ""}`);
  }
  attempt(api.tap(message.wamid, button));
}

function menuOfChat(phoneNumberId: string): void {
  const chat = view?.chats.find((one) => one.phoneNumberId === phoneNumberId);
  if (!chat) return;
  const { stoppedMarketing, blocked } = chat;
  const choices: Choice[] = [
    {
      label: stoppedMarketing ? words().resumePromotions : words().stopPromotions,
      choose: () => attempt(api.preferPromotions(phoneNumberId, stoppedMarketing ? "resume" : "stop")),
    },
    {
      label: blocked ? words().unblock : words().block,
      choose: () => attempt(api.block(phoneNumberId, !blocked)),
    },
    themeChoice(words()),
  ];
  openSheet(chat.name, choices, words());
}

function switchTo(chosen: string): void {
  const address = new URL(location.href);
  address.searchParams.set("number", chosen);
  location.href = address.href;
}

async function menuOfPhone(): Promise<void> {
  const people = await api.people();
  const others = people.filter((person) => person.number !== number);
  const choices: Choice[] = others.map((person) => ({
    label: person.name,
    description: person.number,
    choose: () => switchTo(person.number),
  }));
  const other = {
    label: words().otherNumber,
    choose: () => {
      const typed = prompt(words().askNumber, "+39")?.replaceAll(/[^\d+]/g, "");
      if (typed && /^\+\d{7,15}$/.test(typed)) switchTo(typed);
    },
  };
  openSheet(words().switchPhone, [...choices, other, themeChoice(words())], words());
}

function openChat(chat: ChatView): void {
  const { phoneNumberId } = chat;
  const made = new ChatScreen(chat, {
    words: words(),
    language: language(),
    time,
    tap,
    back: closeChat,
    menu: () => menuOfChat(phoneNumberId),
    say: (text) => attempt(api.say(phoneNumberId, text)),
    sendPicture: (file) => attempt(api.sendPicture(phoneNumberId, file)),
  });
  screen = { phoneNumberId, chat: made };
  stage.replaceChildren(made.root);
  draw();
}

function closeChat(): void {
  screen = undefined;
  draw();
}

function draw(): void {
  if (!view) return;
  const { chats, person, now } = view;
  document.documentElement.lang = person.language;
  clock.textContent = time(now);
  clock.dateTime = now;
  const open = chats.find((chat) => chat.phoneNumberId === screen?.phoneNumberId);
  if (!screen || !open) {
    const menu = () => void menuOfPhone();
    stage.replaceChildren(listScreen(chats, { words: words(), person, time, open: openChat, menu }));
    return;
  }
  screen.chat.update(open, now);
  if (open.unread > 0 && document.visibilityState === "visible") void api.read(open.phoneNumberId);
}

/** Vibrates for what has just arrived, and shows it on top where its chat is not open. */
function announce({ chats }: PhoneView): void {
  const arrived = chats.flatMap((chat) =>
    chat.messages
      .filter((message) => message.from === "business" && known?.has(message.wamid) === false)
      .map((message) => ({ chat, message })),
  );
  const first = known === undefined;
  known = new Set(chats.flatMap((chat) => chat.messages.map((message) => message.wamid)));
  const last = arrived.at(-1);
  if (first || !last) return;
  buzz(device);
  if (screen?.phoneNumberId === last.chat.phoneNumberId) return;
  showBanner(device, last.chat.name, last.message, () => openChat(last.chat));
}

let running: Promise<void> | undefined;
let again = false;

/** Looks at the phone anew; news during a look make one more. */
function refresh(): Promise<void> {
  again = true;
  running ??= (async () => {
    while (again) {
      again = false;
      view = await api.look();
      announce(view);
      draw();
    }
  })().finally(() => {
    running = undefined;
  });
  return running;
}

function follow(): void {
  const events = api.events();
  for (const kind of ["ready", "message", "status", "typing", "chat", "clock"]) {
    events.addEventListener(kind, () => void refresh().catch(() => undefined));
  }
}

document.addEventListener("visibilitychange", draw);
// The clock on top runs on between news.
setInterval(() => {
  if (!view) return;
  view = { ...view, now: new Date(new Date(view.now).getTime() + 10_000).toISOString() };
  clock.textContent = time(view.now);
}, 10_000);
follow();
