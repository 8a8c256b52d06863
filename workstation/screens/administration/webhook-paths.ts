/** Of the server's interface. */
export const webhooksPath = '/api/v1/customs-webhooks';
export const webhookPath = '/api/v1/customs-webhooks/{id}';
export const deliveriesPath = '/api/v1/customs-webhooks/{id}/deliveries';
export const commandsPath = '/api/v1/customs-webhooks/{id}/commands';

/** Messages take seconds, and the live stream does not tell of them. ms */
export const lookAgainAfter = 5_000;
