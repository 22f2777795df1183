/** Hours, due times and zones as offices write them. */
@NullMarked
package org.pantau.catalogue.parse.time;

import org.jspecify.annotations.NullMarked;
