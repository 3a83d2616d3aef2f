import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { SectionNav } from '#app/components/section-nav.tsx';
import type { ProgrammeFrameView } from './programme-frame-view.ts';

/** Stands above every page of a programme, before its heading. */
export function ProgrammeFrame({ frame }: { frame: ProgrammeFrameView }) {
  return (
    <div className="stack no-print">
      <Breadcrumbs breadcrumbs={frame.breadcrumbs} />
      <SectionNav nav={frame.nav} />
    </div>
  );
}
