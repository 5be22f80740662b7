export { quote } from '../model/quote.ts';
