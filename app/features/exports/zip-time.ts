/** The time of every entry of a zip, so that the same contents are the same bytes. Zip has local times, from 1980 on. */
export const zipTime = new Date(1980, 0, 1, 12);
