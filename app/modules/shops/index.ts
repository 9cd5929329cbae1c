export { watchAdmin } from "./admin-watch.ts";
export { IMPORT_SHOP, installShop, shopIdOf, uninstallShop, updateShop } from "./install.ts";
export { isOpen } from "./opening-hours.ts";
export { type Pause, pauseSending, resumeSending } from "./pause.ts";
export { findShopByDomain, getShop, type ShopProfile, shopIn } from "./profile.ts";
export { checkDueAccess, sweepAccess } from "./protected-access.ts";
export { quietUntil } from "./quiet-hours.ts";
export { rememberTestPhone, saveSettings } from "./save-settings.ts";
export type { ShopSettings } from "./settings.ts";
