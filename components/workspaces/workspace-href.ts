export const workspaceHref = (workspaceId: string): string =>
  `/workspaces/${encodeURIComponent(workspaceId)}`;
