import { queryOf } from '#app/features/api/openapi.ts';
import { readClaim } from '#app/features/api/read-claims.server.ts';
import { machineDoor } from '#app/guard/machine-door.server.ts';

export const loader = machineDoor(['claims:read'], readClaim, queryOf('getClaim'));
