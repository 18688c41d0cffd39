/**
 * The golden day: a payments day from capture to payout, run through the public API on a real
 * PostgreSQL, printed step by step and compared with the figures it must end with.
 *
 * <p>{@code GoldenDay} holds the steps and their expected balances, {@code Demo} runs and proves
 * them, {@code Printer} shows them.
 */
@NullMarked
package org.ledgercore.http.demo;

import org.jspecify.annotations.NullMarked;
