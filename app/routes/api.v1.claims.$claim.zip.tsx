import { queryOf } from '#app/features/api/openapi.ts';
import { readClaimZip } from '#app/features/api/read-claims.server.ts';
import { machineDoor } from '#app/guard/machine-door.server.ts';

export const loader = machineDoor(['claims:read'], readClaimZip, queryOf('getClaimZip'));
