import { noSuchAddress } from '#app/features/api/api-answers.server.ts';
import { machineDoor } from '#app/guard/machine-door.server.ts';

/** No such address: told to machines in their own way, once they have shown who they are. */
export const loader = machineDoor([], noSuchAddress);
