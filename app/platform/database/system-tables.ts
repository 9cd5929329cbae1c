/** Tables that hold what is not a tenant's. Everything else starts with shop_id. */
export const systemTables: readonly string[] = [
  "inbox_delivery",
  "shop_domain",
  "phone_number_owner",
  "due_shop",
  "lease",
  "lane",
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
] as const;
export type SystemModel = (typeof systemModels)[number];
