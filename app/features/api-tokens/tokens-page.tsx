import { CopyField } from '#app/components/copy-field.tsx';
import { Notice } from '#app/components/notice.tsx';
import { FormPage } from '#app/features/shell/form-page.tsx';
import type { TokensPageView } from './tokens-page.server.ts';

/** The organisation's tokens; a new one above them, while it can be copied. Or the question before one ends. */
export function TokensPage({ view: { page, shown } }: { view: TokensPageView }) {
  return (
    <FormPage page={page}>
      {shown !== undefined && <Notice notice={shown.notice}><CopyField copy={shown.copy} /></Notice>}
    </FormPage>
  );
}
