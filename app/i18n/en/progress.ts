import type { progress as bokmal } from '../nb/progress.ts';

export const progress: Record<keyof typeof bokmal, string> = {
  'progress.begun': 'Working …',
  'progress.waiting': 'Waiting for its turn: other documents are made first',
  'progress.opening': 'Opening file {at} of {total}',
  'progress.shrinking': 'Making pictures smaller: file {at}',
  'progress.setting': 'Setting the document, {lines} lines',
  'progress.done': 'Done.',
  'progress.done.file': 'The document comes by itself. If it does not, get it here.',
  'progress.gone': 'Either the service was started anew, or it is long since the work was done. Go back, and ask for it again: files that were received are kept. If you wrote in a form, use the back button of the browser. What you wrote then stands there, and you can send it again.',
  'progress.gone.form': 'The service was started anew while it worked. What you have written still stands here. Send the form again: what is saved already is not saved twice.',
  'progress.unreachable': 'No contact with the service. Trying again …',
  'progress.sending': 'Sending the files: {sent} of {total} MB',
  'progress.working': 'Sent. Waiting for an answer …',
  'progress.broken': 'The sending was broken off. What you have written and chosen still stands here. Check the network, and send again: what is saved already is not saved twice.',
  'progress.busy': 'Too much is under way at once. Wait until some of it is done, and send again. What you have written still stands here.',
  'progress.title.under_way': 'Working',
  'progress.title.done': 'Done',
  'progress.title.failed': 'This did not work',
  'progress.title.gone': 'No longer under way',
  'progress.save.title': 'Opening the files',
  'progress.save.lead': 'The files are received. Each is opened and its pages counted, and then what you sent is saved. Stay on this page until it is done.',
  'progress.attest.title': 'Attesting the claim',
  'progress.attest.lead': 'The PDF is made before the claim is attested. Stay on this page until it is done.',
  'progress.draft.title': 'Making the draft',
  'progress.draft.lead': 'The PDF comes when it is done. You can leave meanwhile, and ask for it again later.',
  'progress.parts.title': 'Making the parts',
  'progress.parts.lead': 'The download starts when the parts are done. You can leave meanwhile, and ask for them again later.',
  'progress.refresh.now': 'Refresh now',
  'progress.refresh.stop': 'Do not refresh by itself',
  'progress.link.file': 'Get the document',
  'progress.link.done': 'Go on',
  'progress.link.back': 'Back',
};

/** The same word in bokmål and English. */
export const alike: readonly (keyof typeof bokmal)[] = [];
