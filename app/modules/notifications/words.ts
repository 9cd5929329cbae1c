import type { Language } from "#app/i18n/language.ts";
import type { ProblemKind } from "#app/modules/problems/index.ts";

/** Kinds that need words of their own; the others are "a message". */
type SaidKind = "image" | "video" | "voice" | "audio" | "document" | "location" | "order";

/** What the sum-up of a week says. */
export interface WeekWords {
  /** @param sales what was recovered; empty where nothing was */
  subject(sales: string): string;
  intro(from: string, to: string): string;
  sales(amount: string, orders: number): string;
  cost(amount: string): string;
  before(amount: string): string;
  messages(sent: string, delivered: string, read: string, taps: string): string;
  consents(yes: number, stop: number): string;
  carts(left: string, phone: string, consent: string, written: string, returned: string): string;
  readonly unknown: string;
  waiting(people: number): string;
  problems(count: number): string;
  readonly more: string;
}

/** What mails to the merchant say. In the shop's language, which may not be the one of who looks at the screens. */
export interface MailWords {
  readonly someone: string;
  oneReply(person: string): string;
  replies(count: number): string;
  readonly repliesIntro: string;
  openUntil(until: string): string;
  readonly closed: string;
  readonly kind: Readonly<Record<SaidKind, string>> & { readonly other: string };
  more(count: number): string;
  readonly allReplies: string;
  readonly stoppedSubject: string;
  readonly numberSubject: string;
  readonly budgetSubject: string;
  readonly textSubject: string;
  since(at: string): string;
  readonly problem: Readonly<Record<ProblemKind, string>>;
  textNamed(name: string, language: string): string;
  reason(words: string): string;
  readonly week: WeekWords;
  readonly look: string;
  readonly foot: string;
}

const en: MailWords = {
  someone: "A shopper",
  oneReply: (person) => `${person} waits for your answer`,
  replies: (count) => `${count} replies wait for your answer`,
  repliesIntro: "On WhatsApp, shoppers wrote to you and nobody has answered yet:",
  openUntil: (until) => `You can answer in free words until ${until}:`,
  closed: "The 24 hours for free words are over. The conversation:",
  kind: {
    image: "sent a photo",
    video: "sent a video",
    voice: "sent a voice message",
    audio: "sent an audio file",
    document: "sent a document",
    location: "sent a location",
    order: "sent an order from your catalog",
    other: "sent a message",
  },
  more: (count) => `and ${count} more.`,
  allReplies: "All replies that wait:",
  stoppedSubject: "WhatsApp messages have stopped",
  numberSubject: "Your WhatsApp number needs you",
  budgetSubject: "Your WhatsApp budget for this month",
  textSubject: "A WhatsApp text can't be sent",
  since: (at) => `Since ${at}.`,
  problem: {
    shopify_token_revoked: "Shopify no longer lets Cartwave in. Open the app once to renew the access.",
    shopify_access_denied:
      "Shopify keeps names and phone numbers of your shoppers from Cartwave: nobody can be written to. Whoever runs Cartwave asks for access to protected customer data in Shopify's Partner Dashboard.",
    meta_token_revoked:
      "Meta no longer lets Cartwave use your number. Nothing is lost: messages wait until you connect it again.",
    meta_channel_stopped:
      "Meta takes no messages from your number. They wait until what Meta says is mended.",
    meta_token_expires:
      "Cartwave's access to your number ends soon. Connect the number again with a new token before it does.",
    number_quality_low:
      "Meta rates your number low: people blocked or reported you often. If it stays so, Meta may stop messages that you begin.",
    number_quality_medium: "Meta rates your number medium: people blocked or reported you more than before.",
    template_rejected: "Meta has rejected a text. Messages that need it wait.",
    template_paused: "Meta has paused or disabled a text. Messages that need it wait.",
    no_number: "No number is connected.",
    budget_nearly_used: "80% of this month's WhatsApp budget is used.",
    budget_used_up:
      "This month's WhatsApp budget is used up: broadcasts wait, then cart reminders. Order news go on.",
    media_space_used:
      "The space for your shoppers' files is used up: new ones are not kept until you answer some.",
  },
  textNamed: (name, language) => `Text: ${name} (${language})`,
  reason: (words) => `Meta says: ${words}`,
  week: {
    subject: (sales) => (sales ? `Your week on WhatsApp: ${sales} recovered` : "Your week on WhatsApp"),
    intro: (from, to) => `From Monday ${from} to Sunday ${to}:`,
    sales: (amount, orders) => `Recovered sales: ${amount}, ${orders} ${orders === 1 ? "order" : "orders"}`,
    cost: (amount) => `Meta's cost: ${amount}`,
    before: (amount) => `the week before: ${amount}`,
    messages: (sent, delivered, read, taps) =>
      `Messages: ${sent} sent, ${delivered} delivered, ${read} read; ${taps} taps on your links`,
    consents: (yes, stop) => `Consent: ${yes} ${yes === 1 ? "person" : "people"} said yes, ${stop} said stop`,
    carts: (left, phone, consent, written, returned) =>
      `Carts: ${left} left, ${phone} with a phone, ${consent} with consent, ${written} written to, ${returned} came back`,
    unknown: "–",
    waiting: (people) => `${people} ${people === 1 ? "person waits" : "people wait"} for your answer:`,
    problems: (count) => (count === 1 ? "One thing has to be mended:" : `${count} things have to be mended:`),
    more: "How each figure is counted, and the rows behind it:",
  },
  look: "See what to do:",
  foot: "You get this mail because of the Notifications in Cartwave's settings. There you choose what is told, and to whom.",
};

const it: MailWords = {
  someone: "Un cliente",
  oneReply: (person) => `${person} attende la tua risposta`,
  replies: (count) => `${count} risposte ti attendono`,
  repliesIntro: "Su WhatsApp ti hanno scritto e nessuno ha ancora risposto:",
  openUntil: (until) => `Puoi rispondere a testo libero fino a ${until}:`,
  closed: "Le 24 ore per il testo libero sono passate. La conversazione:",
  kind: {
    image: "ha inviato una foto",
    video: "ha inviato un video",
    voice: "ha inviato un messaggio vocale",
    audio: "ha inviato un file audio",
    document: "ha inviato un documento",
    location: "ha inviato una posizione",
    order: "ha inviato un ordine dal tuo catalogo",
    other: "ha inviato un messaggio",
  },
  more: (count) => `e altre ${count}.`,
  allReplies: "Tutte le risposte in attesa:",
  stoppedSubject: "I messaggi WhatsApp si sono fermati",
  numberSubject: "Il tuo numero WhatsApp ha bisogno di te",
  budgetSubject: "Il tuo budget WhatsApp di questo mese",
  textSubject: "Un testo WhatsApp non può essere inviato",
  since: (at) => `Da: ${at}.`,
  problem: {
    shopify_token_revoked:
      "Shopify non fa più entrare Cartwave. Apri l'app una volta per rinnovare l'accesso.",
    shopify_access_denied:
      "Shopify non dà a Cartwave nomi e numeri dei tuoi clienti: non si può scrivere a nessuno. Chi gestisce Cartwave chiede l'accesso ai dati protetti dei clienti nella Partner Dashboard di Shopify.",
    meta_token_revoked:
      "Meta non permette più a Cartwave di usare il tuo numero. Nulla è perso: i messaggi attendono finché non lo ricolleghi.",
    meta_channel_stopped:
      "Meta non accetta messaggi dal tuo numero. Attendono finché non si risolve ciò che dice Meta.",
    meta_token_expires:
      "L'accesso di Cartwave al tuo numero sta per scadere. Prima di allora collega di nuovo il numero con un token nuovo.",
    number_quality_low:
      "Meta valuta basso il tuo numero: molte persone ti hanno bloccato o segnalato. Se resta così, Meta può fermare i messaggi che inizi tu.",
    number_quality_medium: "Meta valuta medio il tuo numero: ti hanno bloccato o segnalato più di prima.",
    template_rejected: "Meta ha respinto un testo. I messaggi che lo usano attendono.",
    template_paused: "Meta ha messo in pausa o disabilitato un testo. I messaggi che lo usano attendono.",
    no_number: "Nessun numero è collegato.",
    budget_nearly_used: "Hai usato l'80% del budget WhatsApp di questo mese.",
    budget_used_up:
      "Il budget WhatsApp di questo mese è esaurito: le campagne attendono, poi i promemoria del carrello. Gli aggiornamenti ordine continuano.",
    media_space_used:
      "Lo spazio per i file dei tuoi clienti è esaurito: i nuovi non vengono conservati finché non rispondi a qualcuno.",
  },
  textNamed: (name, language) => `Testo: ${name} (${language})`,
  reason: (words) => `Meta dice: ${words}`,
  week: {
    subject: (sales) =>
      sales ? `La tua settimana su WhatsApp: ${sales} recuperati` : "La tua settimana su WhatsApp",
    intro: (from, to) => `Da lunedì ${from} a domenica ${to}:`,
    sales: (amount, orders) =>
      `Vendite recuperate: ${amount}, ${orders} ${orders === 1 ? "ordine" : "ordini"}`,
    cost: (amount) => `Costo Meta: ${amount}`,
    before: (amount) => `la settimana prima: ${amount}`,
    messages: (sent, delivered, read, taps) =>
      `Messaggi: ${sent} inviati, ${delivered} consegnati, ${read} letti; ${taps} tocchi sui tuoi link`,
    consents: (yes, stop) =>
      `Consenso WhatsApp: ${yes} ${yes === 1 ? "persona ha" : "persone hanno"} detto sì, ${stop} stop`,
    carts: (left, phone, consent, written, returned) =>
      `Carrelli: ${left} lasciati, ${phone} con telefono, ${consent} con consenso, ${written} contattati, ${returned} tornati`,
    unknown: "–",
    waiting: (people) =>
      people === 1 ? "Una persona attende la tua risposta:" : `${people} persone attendono la tua risposta:`,
    problems: (count) => (count === 1 ? "C'è una cosa da sistemare:" : `Ci sono ${count} cose da sistemare:`),
    more: "Come si conta ogni cifra, e le righe che la compongono:",
  },
  look: "Guarda cosa fare:",
  foot: "Ricevi questa e-mail per le Notifiche nelle impostazioni di Cartwave. Lì scegli cosa segnalare, e a chi.",
};

export const mailWords: Readonly<Record<Language, MailWords>> = { en, it };
