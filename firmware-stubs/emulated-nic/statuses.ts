import { statusCodes } from '../../src/core/condis/statuses.ts';

/** The NDIS_STATUS values that the model's drivers use. */
export const success = statusCodes.NDIS_STATUS_SUCCESS;
export const pending = statusCodes.NDIS_STATUS_PENDING;
export const failure = statusCodes.NDIS_STATUS_FAILURE;
export const resources = statusCodes.NDIS_STATUS_RESOURCES;
export const notSupported = statusCodes.NDIS_STATUS_NOT_SUPPORTED;
export const invalidData = statusCodes.NDIS_STATUS_INVALID_DATA;
export const vcNotActivated = statusCodes.NDIS_STATUS_VC_NOT_ACTIVATED;
