import type { TableView } from '#app/components/data-table.tsx';
import type { FormCardView } from '#app/components/form-card.tsx';
import type { FormFieldView } from '#app/components/form-fields.tsx';
import type { NoticeView } from '#app/components/notice.tsx';
import type { SectionNavView } from '#app/components/section-nav.tsx';
import type { ProgrammeFrameView } from './programme-frame-view.ts';

/** A page with a list of a programme's parts, and a form that adds one or changes one. */
export interface PartsPageView {
  readonly frame: ProgrammeFrameView;
  readonly nav: SectionNavView;
  readonly title: string;
  readonly lead: string;
  readonly notices: readonly NoticeView[];
  /** Undefined while there is none. */
  readonly table: TableView | undefined;
  readonly empty: { readonly heading: string; readonly text: string };
  readonly form: { readonly heading: string; readonly card: FormCardView; readonly fields: readonly FormFieldView[] };
}
