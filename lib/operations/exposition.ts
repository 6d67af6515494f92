export type Metric = {
  name: string;
  help: string;
  type: 'gauge' | 'counter';
  samples: { labels?: Record<string, string>; value: number }[];
};

/** Prometheus' text format, version 0.0.4. A value that is not a number is left out: nothing is better than a lie. */
export function exposition(metrics: Metric[]): string {
  return `${metrics.map(family).join('\n')}\n`;
}

function family({ name, help, type, samples }: Metric): string {
  const lines = samples
    .filter(({ value }) => Number.isFinite(value))
    .map(({ labels = {}, value }) => `${name}${labelSet(labels)} ${value}`);
  return [`# HELP ${name} ${escaped(help)}`, `# TYPE ${name} ${type}`, ...lines].join('\n');
}

function labelSet(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(
    ([key, value]) => `${key}="${escaped(value).replaceAll('"', '\\"')}"`,
  );
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
