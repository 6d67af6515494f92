import type { OperationName } from '@/lib/xem/wire/operation-table';

type Row = Record<string, unknown>;

const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The columns that are documented, by the fields they come from. */
const columns: Partial<Record<OperationName, string[]>> = {
  listTools: ['name', 'description'],
  listAgents: ['id', 'name', 'worker_id', 'status', 'region', 'last_heartbeat_at'],
  listApiKeys: ['id', 'name', 'prefix', 'scopes', 'is_active', 'last_used_at', 'expires_at'],
  listExecutions: ['execution_id', 'status', 'workspace_id', 'tool_name', 'exit_code', 'started_at'],
};

/** What people see; scripts ask for JSON. */
export function asTable(operation: OperationName, body: unknown): string {
  if (!isRow(body)) return JSON.stringify(body, null, 2);
  const rows = Array.isArray(body.data) ? body.data.filter(isRow) : null;
  if (rows === null)
    return Object.entries(body)
      .map(([key, value]) => `${key}: ${asCell(value)}`)
      .join('\n');
  const shown = columns[operation] ?? Object.keys(rows[0] ?? {}).slice(0, 6);
  const lines = rows.map((row) => shown.map((column) => asCell(row[column])));
  return [shown.map((column) => column.toUpperCase()), ...lines].map((cells) => cells.join('\t')).join('\n');
}

function asCell(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** Risk, domain, schema and timeout are in the API, and not shown here (contract 5.2). */
export function asShown(operation: OperationName, body: unknown): unknown {
  if (operation !== 'listTools' && operation !== 'showTool') return body;
  const shown = (tool: unknown) => (isRow(tool) ? { name: tool.name, description: tool.description } : tool);
  if (isRow(body) && Array.isArray(body.data)) return { ...body, data: body.data.map(shown) };
  return shown(body);
}
