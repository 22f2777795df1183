@NullMarked
package org.pantau.poll;

import org.jspecify.annotations.NullMarked;
