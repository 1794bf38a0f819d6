import { statusCodes } from '../../src/core/condis/statuses.ts';

/** The NDIS_STATUS values that the model's drivers use. */
export const success = statusCodes.NDIS_STATUS_SUCCESS;
export const pending = statusCodes.NDIS_STATUS_PENDING;
export const resources = statusCodes.NDIS_STATUS_RESOURCES;
export const vcNotActivated = statusCodes.NDIS_STATUS_VC_NOT_ACTIVATED;
