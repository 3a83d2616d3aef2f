import { HiddenFields, type HiddenFieldsView } from './hidden-fields.tsx';

export interface PostButtonView {
  readonly action: string;
  readonly text: string;
  readonly hidden?: HiddenFieldsView | undefined;
  readonly variant?: 'primary' | 'secondary' | 'tertiary' | undefined;
  /** The act cannot be undone. */
  readonly isDanger?: boolean | undefined;
  readonly isSmall?: boolean | undefined;
}

/** An act that changes something, done by one press: a form of its own, since a link must change nothing. */
export function PostButton({ button }: { button: PostButtonView }) {
  const { action, text, hidden, variant = 'secondary', isDanger = false, isSmall = false } = button;
  return (
    <form method="post" action={action} className="post-button">
      <HiddenFields fields={hidden} />
      <button
        type="submit"
        className="ds-button"
        data-variant={variant}
        data-color={isDanger ? 'danger' : 'accent'}
        data-size={isSmall ? 'sm' : undefined}
      >
        {text}
      </button>
    </form>
  );
}
