import { adminAddress, adminPath } from "../admin-address.ts";
import type { HostEvent, NavItem } from "../bridge-protocol.ts";
import { type Answers, converse } from "./conversation.ts";
import { type AppFacts, node, part, readFacts } from "./page.ts";
import { pickResources } from "./picker.ts";
import { createSaveBar, type SaveBar } from "./save-bar.ts";
import { drawTitleBar } from "./title-bar.ts";
import { createToasts } from "./toasts.ts";

/** The admin's navigation slides in on narrow screens. */
function wireDrawer(): void {
  const toggle = part("nav-toggle");
  const close = (): void => {
    document.body.classList.remove("nav-open");
    toggle.setAttribute("aria-expanded", "false");
  };
  toggle.addEventListener("click", () => {
    const open = document.body.classList.toggle("nav-open");
    toggle.setAttribute("aria-expanded", String(open));
  });
  part("nav-scrim").addEventListener("click", close);
  part("nav").addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}

/** Menus close when one presses elsewhere. */
function wireMenus(): void {
  const closeOthers = (target: EventTarget | null): void => {
    for (const menu of document.querySelectorAll("details.menu-holder[open]")) {
      if (!(target instanceof Node && menu.contains(target))) menu.removeAttribute("open");
    }
  };
  document.addEventListener("click", (event) => closeOthers(event.target));
  window.addEventListener("blur", () => closeOthers(null));
}

async function freshIdToken(shop: string): Promise<string> {
  const response = await fetch("/admin/id-token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ shop }),
  });
  if (!response.ok) throw new Error(`No id token: ${response.status}`);
  const { idToken }: { idToken: string } = await response.json();
  return idToken;
}

/** The app's pages under its name in the navigation, marked where the merchant is. */
function createAppNav(facts: AppFacts, press: (id: string) => void, saveBar: SaveBar) {
  const list = part("app-nav");
  let items: readonly NavItem[] = [];
  let at = "";
  const mark = (): void => {
    const matching = items
      .filter((item) => !item.home && (at === item.href || at.startsWith(`${item.href}/`)))
      .sort((a, b) => b.href.length - a.href.length)[0];
    for (const link of list.querySelectorAll("a")) {
      if (link.dataset.item === matching?.id) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    const home = part("app-home");
    if (matching) home.removeAttribute("aria-current");
    else home.setAttribute("aria-current", "page");
  };
  const follow = async (item: NavItem): Promise<void> => {
    if (await saveBar.mayLeave()) press(item.id);
  };
  part("app-home").addEventListener("click", (event) => {
    const home = items.find((item) => item.home);
    if (!home || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    void follow(home);
  });
  return {
    draw(next: readonly NavItem[]): void {
      items = next;
      const rows = items
        .filter((item) => !item.home)
        .map((item) => {
          const address = `${facts.basePath}${adminPath(item.href) ?? item.href}`;
          const link = node("a", { href: address, "data-item": item.id }, item.label);
          link.addEventListener("click", (event) => {
            if (event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            void follow(item);
          });
          return node("li", {}, link);
        });
      list.replaceChildren(...rows);
      mark();
    },
    moved(path: string): void {
      at = path.split(/[?#]/)[0] ?? "";
      mark();
    },
  };
}

function follow(url: string, newTab: boolean, facts: AppFacts): void {
  const target = adminAddress(url, facts.store);
  if (target === undefined) throw new Error(`The admin does not open ${url}`);
  if (newTab) window.open(target, "_blank", "noopener");
  else window.location.assign(target);
}

function showApp(facts: AppFacts): void {
  const frame = part("app-frame");
  if (!(frame instanceof HTMLIFrameElement)) return;
  let tell: (event: HostEvent) => void = () => undefined;
  const press = (id: string): void => tell({ name: "press", detail: { id } });
  const saveBar = createSaveBar(facts.words, press);
  const toasts = createToasts((event) => tell(event), facts.words.dismiss);
  const nav = createAppNav(facts, press, saveBar);
  const moved = (path: string): void => {
    nav.moved(path);
    const shown = adminPath(path);
    if (shown !== undefined) history.replaceState(null, "", `${facts.basePath}${shown}`);
  };
  const loading = (is: boolean): void => {
    part("loading").hidden = !is;
  };
  const answers: Answers = {
    hello({ path }) {
      // A new document in the frame: what the old one showed in the chrome is over.
      saveBar.draw(null);
      document.body.classList.remove("app-modal");
      loading(false);
      moved(path);
      return { shop: facts.shop, locale: facts.locale };
    },
    idToken: () => freshIdToken(facts.shop),
    location: ({ path }) => moved(path),
    navMenu({ items }) {
      nav.draw(items);
    },
    titleBar({ bar }) {
      drawTitleBar(bar, facts, press);
    },
    saveBar({ bar }) {
      saveBar.draw(bar);
    },
    modal({ open }) {
      document.body.classList.toggle("app-modal", open);
    },
    toast(toast) {
      toasts.show(toast);
    },
    hideToast({ id }) {
      toasts.hide(id);
    },
    loading: (state) => loading(state.loading),
    redirect({ url, newTab }) {
      follow(url, newTab, facts);
    },
    leave: () => saveBar.mayLeave(),
    scopes: () => ({ granted: facts.scopes, required: facts.scopes, optional: [] }),
    extensions: () => facts.extensions,
    pickResources: (request) => pickResources(request, facts),
  };
  tell = converse(frame, facts.appOrigin, answers);
  frame.addEventListener("load", () => loading(false));
  // The frame starts only now, so that its first words find someone listening.
  frame.src = frame.dataset.src ?? "";
}

wireDrawer();
wireMenus();
const facts = readFacts();
if (facts) showApp(facts);
