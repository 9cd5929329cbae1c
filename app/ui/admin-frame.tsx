import { Link, useNavigate, useNavigation } from "@remix-run/react";
import { NavMenu, useAppBridge } from "@shopify/app-bridge-react";
import { AppProvider } from "@shopify/polaris";
import type { LinkLikeComponentProps } from "@shopify/polaris/build/ts/src/utilities/link";
import { forwardRef, type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";

/** Polaris' links stay within the app's own navigation; those that leave it open as Polaris says. */
const PolarisLink = forwardRef<HTMLAnchorElement, LinkLikeComponentProps>(function PolarisLink(
  { url, external, target, children, ...rest },
  ref,
) {
  if (external || target === "_blank" || target === "_top" || /^[a-z]+:/.test(url)) {
    const place = external ? "_blank" : target;
    return (
      <a href={url} target={place} rel="noopener noreferrer" {...rest} ref={ref}>
        {children}
      </a>
    );
  }
  return (
    <Link to={url} {...rest} ref={ref}>
      {children}
    </Link>
  );
});

/** App Bridge asks the app to go somewhere: its menu was used. */
function useAdminNavigation(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const go = (event: Event) => {
      const href = event.target instanceof Element ? event.target.getAttribute("href") : null;
      if (href) navigate(href);
    };
    addEventListener("shopify:navigate", go);
    return () => removeEventListener("shopify:navigate", go);
  }, [navigate]);
}

/** While the next screen is on its way, Shopify's admin shows its own bar. Apart, so that nothing is drawn anew. */
function LoadingBar(): null {
  const shopify = useAppBridge();
  const loading = useNavigation().state === "loading";
  useEffect(() => {
    if (!loading) return;
    shopify.loading(true);
    return () => shopify.loading(false);
  }, [shopify, loading]);
  return null;
}

/** What stands around every screen: Polaris in the merchant's language, and the app's entries in Shopify's menu. */
export function AdminFrame({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation();
  useAdminNavigation();
  return (
    <AppProvider i18n={i18n.getResourceBundle(i18n.language, "polaris")} linkComponent={PolarisLink}>
      <LoadingBar />
      <NavMenu>
        <Link to="/app" rel="home">
          {t("nav.home")}
        </Link>
        <Link to="/app/automations">{t("nav.automations")}</Link>
        <Link to="/app/messages">{t("nav.messages")}</Link>
        <Link to="/app/texts">{t("nav.texts")}</Link>
        <Link to="/app/settings">{t("nav.settings")}</Link>
      </NavMenu>
      {children}
    </AppProvider>
  );
}
