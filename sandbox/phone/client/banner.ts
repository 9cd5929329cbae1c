import type { MessageView } from "../view.ts";
import { avatarOf } from "./chat-screen.ts";
import { element } from "./element.ts";
import { formatted } from "./format.ts";

const BANNER_MS = 6_000;
const TOAST_MS = 3_000;

/** The phone vibrates: really where it can, and to be seen. */
export function buzz(device: HTMLElement): void {
  navigator.vibrate?.([120, 60, 120]);
  device.classList.remove("buzzing");
  // Reading a measure makes the browser see the class gone, so that the animation starts anew.
  void device.offsetWidth;
  device.classList.add("buzzing");
}

/** What has arrived, over everything else; a tap opens its chat. */
export function showBanner(device: HTMLElement, name: string, message: MessageView, open: () => void): void {
  device.querySelector(".banner")?.remove();
  const words = message.text.replaceAll("\n", " ").slice(0, 90);
  const banner = element(
    "button",
    { class: "banner", type: "button" },
    avatarOf(name),
    element(
      "span",
      { class: "names" },
      element("strong", {}, name),
      element("span", {}, ...formatted(words)),
    ),
  );
  if (message.picture) banner.append(element("img", { src: message.picture, alt: "" }));
  banner.addEventListener("click", () => {
    banner.remove();
    open();
  });
  device.append(banner);
  setTimeout(() => banner.remove(), BANNER_MS);
}

export function showToast(device: HTMLElement, text: string): void {
  const toast = element("p", { class: "toast", role: "status" }, text);
  device.append(toast);
  setTimeout(() => toast.remove(), TOAST_MS);
}
