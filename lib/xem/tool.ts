import type { XemInvocation, XemReceipt } from '@/lib/xem/xem';

/** A tool of the catalogue. Names are unique, and not consistent in their form (contract 3.1). */
export type XemTool = {
  toolName: string;
  description: string | null;
  /** read < write < destructive < irreversible; anything else is shown as it is. */
  risk: string | null;
  domain: string | null;
  /** A JSON schema, where the router gives one. */
  parameters: unknown;
  timeoutMs: number | null;
  raw: unknown;
};

export type InvokeRequest = { workspaceId: string; toolName: string; arguments: unknown };

/** A call that XEM has taken on. It may wait for an approval; then people can be sent to `approvalUrl`. */
export type StartedInvocation = {
  invocation: XemInvocation;
  approvalUrl: string | null;
  receipt: XemReceipt;
};
