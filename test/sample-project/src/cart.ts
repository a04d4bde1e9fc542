import type { Cents } from './money.ts';

export interface CartLine {
  sku: string;
  unitPrice: Cents;
  quantity: number;
}

export interface Cart {
  lines: CartLine[];
}

export function addLine(cart: Cart, line: CartLine): Cart {
  return { ...cart, lines: [...cart.lines, line] };
}
