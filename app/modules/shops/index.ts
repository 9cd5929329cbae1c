export { installShop, shopIdOf, syncShop, uninstallShop, updateShop } from "./install.ts";
export { type Pause, pauseSending, resumeSending } from "./pause.ts";
export { findShopByDomain, getShop, listShopIds, type ShopProfile, shopIn } from "./profile.ts";
export { saveSettings } from "./save-settings.ts";
export { type ShopSettings, shopSettings } from "./settings.ts";
