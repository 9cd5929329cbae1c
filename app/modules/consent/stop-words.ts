/** Whole messages that mean "leave me alone", in the languages of the shops we serve. */
const STOP_WORDS = new Set([
  "stop",
  "stopp",
  "stop promotions",
  "unsubscribe",
  "cancel",
  "end",
  "quit",
  "basta",
  "ferma",
  "fermati",
  "annulla",
  "disiscrivimi",
  "cancellami",
  "stop promozioni",
  "alto",
  "baja",
  "parar promociones",
  "parar",
  "parar promocoes",
  "sair",
  "arret",
  "arreter",
  "desabonner",
  "abmelden",
  "keine werbung mehr",
  "stoppen",
  "afmelden",
  "stop aanbiedingen",
  "wypisz",
  "stop promocjom",
  "rezygnuje",
]);

/** Whether a message says nothing but stop: case, accents and punctuation don't matter. */
export function isStopWord(text: string | null | undefined): boolean {
  if (!text) return false;
  const plain = text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^\p{L}\s]/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .toLowerCase();
  return STOP_WORDS.has(plain);
}
