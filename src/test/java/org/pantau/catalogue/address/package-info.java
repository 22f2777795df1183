/** Lists of addresses: honest, careless and hostile ones. */
@NullMarked
package org.pantau.catalogue.address;

import org.jspecify.annotations.NullMarked;
