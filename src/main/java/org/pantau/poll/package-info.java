/** Asks one endpoint: rhythm, authentication, fan-out; brings back answers. Imports catalogue, expression, net, measure. */
@NullMarked
package org.pantau.poll;

import org.jspecify.annotations.NullMarked;
