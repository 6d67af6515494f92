import { IdText, type IdTextProps } from '@/components/ui/id-text';

/** An id that is shortened on the screen, where it can be copied, and whole on paper, where it can't. */
export function WholeId(props: IdTextProps) {
  return (
    <>
      <span className="contents print:hidden">
        <IdText {...props} />
      </span>
      <span className="wrap-anywhere hidden font-mono text-small print:inline">{props.value}</span>
    </>
  );
}
