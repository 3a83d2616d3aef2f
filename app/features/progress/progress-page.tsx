import { useEffect, useState } from 'react';
import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import { ProgrammeFrame } from '#app/features/programmes/programme-frame.tsx';
import { askAfterWork } from './ask-after-work.ts';
import type { ProgressPageView } from './progress-page-view.ts';
import type { WorkStatus } from './read-work-status.ts';
import { WorkProgress } from './work-progress.tsx';

/** A page to wait at: with scripts it asks how far the work has come, without them it comes again by itself. */
export function ProgressPage({ page }: { page: ProgressPageView }) {
  const { frame, breadcrumbs, title, lead, link, refresh } = page;
  const { status, isReached } = useStatus(page);
  return (
    <div className="page-width stack-wide">
      {frame !== undefined && <ProgrammeFrame frame={frame} />}
      {breadcrumbs !== undefined && <Breadcrumbs breadcrumbs={breadcrumbs} />}
      <PageHeading heading={{ title, lead }} />
      <WorkProgress progress={{ ...status, text: isReached ? status.text : page.unreachable, isUnderWay: status.state === 'under_way' }} />
      {link !== undefined && <p className="ds-paragraph"><a className="ds-button" data-variant="primary" data-color="accent" href={link.href}>{link.text}</a></p>}
      <noscript>
        {status.isFile === true && <meta httpEquiv="refresh" content={`0;url=${status.leadsTo ?? ''}`} />}
        {refresh !== undefined && !refresh.isByHand && <meta httpEquiv="refresh" content="2" />}
        {refresh !== undefined && (
          <p className="ds-paragraph link-row">
            <a className="ds-link" href={refresh.now.href}>{refresh.now.text}</a>
            {!refresh.isByHand && <a className="ds-link" href={refresh.stop.href}>{refresh.stop.text}</a>}
          </p>
        )}
      </noscript>
    </div>
  );
}

/** True when the page is come back to: what it led to was had already. */
function isBack(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming && navigation.type === 'back_forward';
}

/** What the page came with, and then what it is told; when the work has ended, the page comes again and leads on. */
function useStatus({ status: first, statusHref }: ProgressPageView): { status: WorkStatus; isReached: boolean } {
  const [status, setStatus] = useState(first);
  const [isReached, setIsReached] = useState(true);
  useEffect(() => {
    const leaving = new AbortController();
    if (first.isFile === true && first.leadsTo !== undefined && !isBack()) location.replace(first.leadsTo);
    if (first.state === 'under_way') {
      void askAfterWork(statusHref, (told) => {
        setIsReached(told !== undefined);
        if (told?.state === 'under_way') setStatus(told);
        else if (told !== undefined) location.reload();
      }, leaving.signal);
    }
    return () => { leaving.abort(); };
  }, [first, statusHref]);
  return { status, isReached };
}
