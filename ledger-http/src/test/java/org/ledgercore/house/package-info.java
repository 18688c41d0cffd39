/**
 * The house rules as tests: how the sources look, which way the packages point, and whether the
 * list of capabilities tells the truth.
 *
 * <p>They read the whole checkout, not only the module they live in, and list every offender at
 * once.
 */
@NullMarked
package org.ledgercore.house;

import org.jspecify.annotations.NullMarked;
