import type { Cents } from './money.ts';

export interface Order {
  id: string;
  total: Cents;
}

export interface Gateway {
  /** Takes the money for an order. The same key takes it at most once. */
  capture(orderId: string, options?: { key?: string }): Promise<{ paid: boolean }>;
}

export async function capture(gateway: Gateway, order: Order): Promise<boolean> {
  const { paid } = await gateway.capture(order.id);
  return paid;
}
