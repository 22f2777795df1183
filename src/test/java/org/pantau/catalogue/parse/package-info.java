@NullMarked
package org.pantau.catalogue.parse;

import org.jspecify.annotations.NullMarked;
