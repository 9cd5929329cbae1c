import type { Language } from "#sandbox/page/language.ts";
import { html, type Markup, page } from "#sandbox/page/markup.ts";
import type { ReceivedMail } from "./index.ts";

const en = { title: "The merchant's mailbox", back: "Back to the stage", empty: "No mail yet.", to: "To" };
const words: Readonly<Record<Language, typeof en>> = {
  en,
  it: {
    title: "La posta del negoziante",
    back: "Torna alla scena",
    empty: "Ancora nessuna e-mail.",
    to: "A",
  },
};

/** The seeded shop's clock on the wall. */
const shopClock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Rome",
  dateStyle: "short",
  timeStyle: "short",
});

/** An address of the sandbox's own admin becomes a link; everything else stays text. */
function line(text: string): Markup {
  return /^http:\/\/localhost:\d+\/admin\/\S+$/.test(text)
    ? html`<a href="${text}">${text}</a>
`
    : html`${text}
`;
}

function one(mail: ReceivedMail, language: Language): Markup {
  return html`<article class="mail"><h2>${mail.subject}</h2>
<p><time datetime="${mail.at}">${shopClock.format(new Date(mail.at))}</time> · ${words[language].to}: ${mail.to.join(", ")}</p>
<pre>${mail.text.split("\n").map(line)}</pre></article>`;
}

/** All mails that came, the newest first. */
export function mailboxPage(mails: readonly ReceivedMail[], language: Language): Markup {
  const { title, back, empty } = words[language];
  return page(
    { language, title, styles: ["/stage/stage.css"], bodyClass: "ledger" },
    html`<header><a href="/">${back}</a><h1>${title}</h1></header>
<main>${mails.length > 0 ? [...mails].reverse().map((mail) => one(mail, language)) : html`<p>${empty}</p>`}</main>`,
  );
}
