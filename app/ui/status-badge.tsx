import { Badge, type BadgeProps } from "@shopify/polaris";
import {
  AlertCircleIcon,
  CheckCircleIcon,
  ClockIcon,
  MinusCircleIcon,
  QuestionCircleIcon,
  ViewIcon,
  XCircleIcon,
} from "@shopify/polaris-icons";

/** How a state reads at a glance; the word says it, colour and icon repeat it. */
export type StatusLook = "good" | "waiting" | "watching" | "warning" | "bad" | "unknown" | "neutral";

const LOOK: Readonly<
  Record<
    StatusLook,
    Pick<BadgeProps, "icon"> & { readonly tone?: "success" | "info" | "attention" | "warning" | "critical" }
  >
> = {
  good: { tone: "success", icon: CheckCircleIcon },
  waiting: { tone: "info", icon: ClockIcon },
  watching: { tone: "attention", icon: ViewIcon },
  warning: { tone: "warning", icon: AlertCircleIcon },
  bad: { tone: "critical", icon: XCircleIcon },
  unknown: { tone: "attention", icon: QuestionCircleIcon },
  neutral: { icon: MinusCircleIcon },
};

export function StatusBadge({ look, children }: { readonly look: StatusLook; readonly children: string }) {
  return <Badge {...LOOK[look]}>{children}</Badge>;
}
