/** What is needed to invent people of a country. */
export interface PeopleOf {
  readonly countryCode: string;
  readonly locale: string;
  /** Of a hundred customers. */
  readonly share: number;
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  /** City, postal code, province, province's code. */
  readonly places: readonly (readonly [string, string, string | null, string | null])[];
  readonly streets: readonly string[];
  /** Number after the street's name, as most of Europe writes it. */
  readonly numberLast: boolean;
  /** Mobile prefixes with the country's code, and how many digits follow. */
  readonly mobiles: readonly (readonly [string, number])[];
}

const words = (text: string): string[] => text.split(" ");

export const COUNTRIES: readonly PeopleOf[] = [
  {
    countryCode: "IT",
    locale: "it",
    share: 58,
    firstNames: words(
      "Francesca Marco Chiara Luca Giulia Matteo Sara Andrea Martina Davide Elena Paolo Valentina Stefano Alessia Simone Federica Roberto Laura Antonio Ilaria Giovanni Silvia Fabio Elisa Riccardo Anna Lorenzo Camilla Nicola",
    ),
    lastNames: words(
      "Rossi Bianchi Ferrari Esposito Russo Romano Colombo Ricci Marino Greco Bruno Gallo Conti Mancini Costa Giordano Rizzo Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo",
    ),
    places: [
      ["Milano", "20121", "Milano", "MI"],
      ["Roma", "00185", "Roma", "RM"],
      ["Torino", "10123", "Torino", "TO"],
      ["Bologna", "40124", "Bologna", "BO"],
      ["Firenze", "50122", "Firenze", "FI"],
      ["Napoli", "80133", "Napoli", "NA"],
      ["Padova", "35121", "Padova", "PD"],
      ["Bari", "70121", "Bari", "BA"],
      ["Genova", "16121", "Genova", "GE"],
      ["Trieste", "34121", "Trieste", "TS"],
    ],
    streets: ["Via Garibaldi", "Via Roma", "Corso Italia", "Via Mazzini", "Via Dante", "Viale Europa"],
    numberLast: true,
    mobiles: [
      ["+39320", 7],
      ["+39328", 7],
      ["+39338", 7],
      ["+39340", 7],
      ["+39347", 7],
      ["+39349", 7],
      ["+39366", 7],
      ["+39389", 7],
    ],
  },
  {
    countryCode: "DE",
    locale: "de",
    share: 12,
    firstNames: words("Anna Lukas Julia Felix Katharina Jonas Sabine Thomas Lena Stefan Miriam Tobias"),
    lastNames: words(
      "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Hoffmann Schäfer Koch Richter",
    ),
    places: [
      ["München", "80331", null, null],
      ["Berlin", "10115", null, null],
      ["Hamburg", "20095", null, null],
      ["Köln", "50667", null, null],
      ["Stuttgart", "70173", null, null],
    ],
    streets: ["Hauptstraße", "Gartenstraße", "Bahnhofstraße", "Lindenweg", "Goethestraße"],
    numberLast: true,
    mobiles: [
      ["+49170", 7],
      ["+49171", 7],
      ["+49160", 7],
      ["+49151", 8],
    ],
  },
  {
    countryCode: "FR",
    locale: "fr",
    share: 10,
    firstNames: words("Camille Thomas Léa Nicolas Manon Julien Chloé Antoine Sophie Pierre Élodie Hugo"),
    lastNames: words(
      "Martin Bernard Dubois Thomas Robert Petit Durand Leroy Moreau Laurent Lefebvre Garnier",
    ),
    places: [
      ["Paris", "75011", null, null],
      ["Lyon", "69002", null, null],
      ["Nice", "06000", null, null],
      ["Bordeaux", "33000", null, null],
      ["Lille", "59000", null, null],
    ],
    streets: [
      "rue Victor Hugo",
      "rue de la République",
      "avenue Jean Jaurès",
      "rue Pasteur",
      "rue des Lilas",
    ],
    numberLast: false,
    mobiles: [
      ["+3361", 7],
      ["+3366", 7],
      ["+3368", 7],
    ],
  },
  {
    countryCode: "ES",
    locale: "es",
    share: 8,
    firstNames: words("María Javier Lucía Carlos Carmen Pablo Marta Diego Elena Sergio Laura Álvaro"),
    lastNames: words("García Martínez López Sánchez Pérez Gómez Fernández Ruiz Díaz Moreno Álvarez Navarro"),
    places: [
      ["Madrid", "28013", "Madrid", "M"],
      ["Barcelona", "08002", "Barcelona", "B"],
      ["Valencia", "46001", "Valencia", "V"],
      ["Sevilla", "41001", "Sevilla", "SE"],
    ],
    streets: ["Calle Mayor", "Calle de Alcalá", "Avenida de la Constitución", "Calle Real", "Calle del Sol"],
    numberLast: true,
    mobiles: [
      ["+34612", 6],
      ["+34655", 6],
      ["+34678", 6],
    ],
  },
  {
    countryCode: "GB",
    locale: "en",
    share: 7,
    firstNames: words("Emily James Charlotte Oliver Sophie Harry Amelia George Grace Daniel Hannah Thomas"),
    lastNames: words("Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Walker Hughes"),
    places: [
      ["London", "SE1 7PB", "England", "ENG"],
      ["Manchester", "M1 2WD", "England", "ENG"],
      ["Bristol", "BS1 4DJ", "England", "ENG"],
      ["Edinburgh", "EH1 1YZ", "Scotland", "SCT"],
    ],
    streets: ["High Street", "Station Road", "Church Lane", "Victoria Road", "Mill Lane"],
    numberLast: false,
    mobiles: [
      ["+447400", 6],
      ["+447712", 6],
      ["+447891", 6],
    ],
  },
  {
    countryCode: "BR",
    locale: "pt-BR",
    share: 5,
    firstNames: words("Ana João Beatriz Pedro Mariana Lucas Fernanda Gabriel Juliana Rafael Camila Bruno"),
    lastNames: words(
      "Silva Santos Oliveira Souza Lima Pereira Costa Rodrigues Almeida Nascimento Carvalho Gomes",
    ),
    places: [
      ["São Paulo", "01310-100", "São Paulo", "SP"],
      ["Rio de Janeiro", "20040-020", "Rio de Janeiro", "RJ"],
      ["Curitiba", "80010-010", "Paraná", "PR"],
    ],
    streets: ["Rua das Flores", "Avenida Paulista", "Rua XV de Novembro", "Rua São José"],
    numberLast: true,
    mobiles: [
      ["+55119", 8],
      ["+55219", 8],
      ["+55419", 8],
    ],
  },
];
