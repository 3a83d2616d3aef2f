import { ownData } from '#app/features/personal-data/own-data.server.ts';
import { personLoader } from '#app/guard/guarded.server.ts';

/** All that is stored of the person who asks. */
export const loader = personLoader((desk) => ownData(desk));
