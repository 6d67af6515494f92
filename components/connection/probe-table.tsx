import { Chip } from '@/components/ui/chip';
import type { Tone } from '@/components/ui/tone';

export type ProbeTableRow = {
  id: string;
  what: string;
  /** A path, drawn as code. */
  code?: string;
  tone: Tone;
  word: string;
  detail: string | null;
};

type ProbeTableProps = { title: string; rows: ProbeTableRow[]; nothing?: string };

/** Findings of one kind, as a table that a screen reader can walk; on a phone each row is a small block. */
export function ProbeTable({ title, rows, nothing }: ProbeTableProps) {
  if (rows.length === 0 && nothing === undefined) return null;
  return (
    <section aria-label={title}>
      <h3 className="pb-1 font-medium text-ink-2 text-small">{title}</h3>
      {rows.length === 0 ? (
        <p className="border-t py-2 text-ink-2">{nothing}</p>
      ) : (
        <table className="w-full border-t text-left max-md:block">
          <caption className="sr-only">{title}</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">What</th>
              <th scope="col">Verdict</th>
              <th scope="col">Detail</th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {rows.map(({ id, what, code, tone, word, detail }) => (
              <tr
                key={id}
                className="border-b align-top max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:gap-y-1 max-md:py-2"
              >
                <th scope="row" className="wrap-anywhere py-1.5 font-normal md:w-80 md:pr-4 max-md:py-0">
                  {what}
                  {code ? <span className="block font-mono text-ink-3 text-micro">{code}</span> : null}
                </th>
                <td className="py-1.5 md:w-40 md:pr-4 max-md:py-0">
                  <Chip tone={tone}>{word}</Chip>
                </td>
                <td className="wrap-anywhere py-1.5 text-ink-2 max-md:col-span-2 max-md:py-0 max-md:empty:hidden">
                  {detail}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
