/** Who is watched, as immutable values: governments, agencies, services, feeds and how each feed is asked and read. */
@NullMarked
package org.pantau.catalogue.model;

import org.jspecify.annotations.NullMarked;
