/** One call of an example. `<name.path>` in its texts stands for what an earlier call, kept under that name, answered. */
export interface Step {
  /** `POST /shopify/…` or `PATCH /control/shop/…` */
  readonly call: string;
  readonly body?: object;
  /** Name under which the answer is kept. */
  readonly keep?: string;
  /** Sent as X-Shopify-Access-Token. */
  readonly token?: string;
  /** Puts a freshly signed id token with these claims (seconds from now for `exp`) into `subject_token`. */
  readonly idToken?: IdTokenClaims;
}

export interface IdTokenClaims {
  readonly secret?: string;
  readonly aud?: string;
  readonly dest?: string;
  readonly exp?: number;
}

export interface Example {
  readonly steps: readonly Step[];
  /** What the last step answers. */
  readonly status: number;
  /** Members that its answer has. */
  readonly answer?: object;
  /** A webhook of this topic arrives so often. */
  readonly told?: { readonly topic: string; readonly times: number };
  /** Scopes in the app's toml instead of all that the shop's topics need. */
  readonly scopes?: string;
  /** What the app answers to webhooks, instead of 200. */
  readonly appAnswers?: number;
}

/** A rule of Shopify's that the sandbox enforces, with an example on either side of it. */
export interface Rule {
  readonly id: string;
  /** One sentence. */
  readonly rule: string;
  readonly source: string;
  readonly accepts: Example;
  readonly refuses: Example;
}

export const SHOP = "/shopify/casa-aurora.myshopify.com";
const GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";

/** A token exchange as the app's library makes it. */
export function exchange(idToken: IdTokenClaims = {}, changes: object = {}): Step {
  return {
    call: `POST ${SHOP}/admin/oauth/access_token`,
    body: {
      client_id: "client",
      client_secret: "secret",
      grant_type: GRANT,
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
      ...changes,
    },
    idToken,
    keep: "session",
  };
}

/** A refresh with a kept token. */
export function refresh(token: string, keep: string): Step {
  return {
    call: `POST ${SHOP}/admin/oauth/access_token`,
    body: {
      client_id: "client",
      client_secret: "secret",
      grant_type: "refresh_token",
      refresh_token: token,
    },
    keep,
  };
}

/** A GraphQL operation with the token of the exchange. */
export function ask(query: string, variables: object = {}, version = "2026-10"): Step {
  const call = `POST ${SHOP}/admin/api/${version}/graphql.json`;
  return { call, body: { query, variables }, token: "<session.access_token>" };
}

export const INSTALL: Step = { call: "POST /control/shop/install" };

/** A cart with two moka pots of one variant. */
export const CART: readonly Step[] = [
  { call: "GET /control/shop/products", keep: "products" },
  { call: "POST /control/shop/carts", keep: "cart" },
  {
    call: "POST /control/shop/carts/<cart.token>/lines",
    body: { variantId: "<products.0.variants.0.id>", quantity: 2 },
  },
];

const BEGIN: Step = {
  call: "POST /control/shop/checkouts",
  body: { cartToken: "<cart.token>" },
  keep: "checkout",
};

export const CHECKOUT: readonly Step[] = [...CART, BEGIN];

export const CONTACT: Step = {
  call: "PATCH /control/shop/checkouts/<checkout.token>",
  body: {
    email: "giulia@posta.example",
    phone: "333 123 4567",
    firstName: "Giulia",
    lastName: "Rossi",
    address1: "Via Dante 4",
    city: "Milano",
    zip: "20121",
    countryCode: "IT",
  },
};

export const COMPLETE: Step = {
  call: "POST /control/shop/checkouts/<checkout.token>/complete",
  keep: "order",
};

/** An order that was paid. */
export const ORDER: readonly Step[] = [...CHECKOUT, CONTACT, COMPLETE];
