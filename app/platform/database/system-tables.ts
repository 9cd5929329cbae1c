/** Tables that hold what is not a tenant's. Everything else starts with shop_id. */
export const systemTables: readonly string[] = [
  "inbox_delivery",
  "shop_domain",
  "phone_number_owner",
  "due_shop",
  "lease",
  "lane",
  "portfolio_person",
  "portfolio_day",
  "_prisma_migrations",
];

/** The same, as Prisma's client names them. */
export const systemModels = [
  "inboxDelivery",
  "shopDomain",
  "phoneNumberOwner",
  "dueShop",
  "lease",
  "lane",
  "portfolioPerson",
  "portfolioDay",
] as const;
export type SystemModel = (typeof systemModels)[number];
