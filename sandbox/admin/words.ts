import type { Language } from "#sandbox/page/language.ts";
import type { HostWords } from "./host/page.ts";

/** The admin's own words. */
export interface AdminWords {
  readonly host: HostWords;
  readonly home: string;
  readonly orders: string;
  readonly products: string;
  readonly customers: string;
  readonly apps: string;
  readonly appsHeading: string;
  readonly storefront: string;
  readonly sandbox: string;
  readonly menu: string;
  readonly discard: string;
  readonly save: string;
  readonly loadingApp: string;
  readonly noAppTitle: string;
  readonly noAppText: string;
  readonly otherLanguage: string;
  readonly ledger: string;
  readonly skip: string;
}

const en: AdminWords = {
  host: {
    unsaved: "Unsaved changes",
    leaveTitle: "Leave page with unsaved changes?",
    leaveText: "Leaving this page deletes all unsaved changes.",
    leave: "Leave page",
    stay: "Stay",
    discardTitle: "Discard all unsaved changes?",
    discardText: "If you discard changes, you'll delete any edits you made since you last saved.",
    discard: "Discard changes",
    keep: "Continue editing",
    moreActions: "More actions",
    dismiss: "Dismiss",
    back: "Back",
    choose: "Select",
    cancel: "Cancel",
    search: "Search products",
    products: "Select products",
    nothingFound: "Nothing found",
  },
  home: "Home",
  orders: "Orders",
  products: "Products",
  customers: "Customers",
  apps: "Manage apps",
  appsHeading: "Apps",
  storefront: "View your online store",
  sandbox: "Sandbox",
  menu: "Menu",
  discard: "Discard",
  save: "Save",
  loadingApp: "Loading the app",
  noAppTitle: "No app is deployed",
  noAppText: "Deploy one to this sandbox, and it appears here.",
  otherLanguage: "Italiano",
  ledger: "What came and went",
  skip: "Skip to content",
};

const it: AdminWords = {
  host: {
    unsaved: "Modifiche non salvate",
    leaveTitle: "Lasciare la pagina con modifiche non salvate?",
    leaveText: "Se lasci la pagina, le modifiche non salvate vanno perse.",
    leave: "Lascia la pagina",
    stay: "Resta",
    discardTitle: "Annullare le modifiche non salvate?",
    discardText: "Se annulli, perdi tutto ciò che hai cambiato dall'ultimo salvataggio.",
    discard: "Annulla le modifiche",
    keep: "Continua a modificare",
    moreActions: "Altre azioni",
    dismiss: "Chiudi",
    back: "Indietro",
    choose: "Seleziona",
    cancel: "Annulla",
    search: "Cerca prodotti",
    products: "Seleziona prodotti",
    nothingFound: "Nessun risultato",
  },
  home: "Home",
  orders: "Ordini",
  products: "Prodotti",
  customers: "Clienti",
  apps: "Gestisci app",
  appsHeading: "App",
  storefront: "Vai al negozio online",
  sandbox: "Sandbox",
  menu: "Menu",
  discard: "Annulla",
  save: "Salva",
  loadingApp: "Caricamento dell'app",
  noAppTitle: "Nessuna app installata qui",
  noAppText: "Distribuiscine una in questa sandbox e compare qui.",
  otherLanguage: "English",
  ledger: "Che cosa è passato",
  skip: "Vai al contenuto",
};

export const adminWords: Readonly<Record<Language, AdminWords>> = { en, it };
