@NullMarked
package org.pantau.pipeline;

import org.jspecify.annotations.NullMarked;
